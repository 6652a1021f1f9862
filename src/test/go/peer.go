// A server made with gorilla/websocket, with compression, whose paths do what GoPeersIT looks at.
//
// It listens on a free port of loopback, prints 'port N' and then what it sees, a line each, and ends when its stdin does.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
)

// A message that is longer than the write buffer goes out in fragments.
var upgrader = websocket.Upgrader{EnableCompression: true, WriteBufferSize: 4096, Subprotocols: []string{"chat.v2"}}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("port %d\n", listener.Addr().(*net.TCPAddr).Port)
	handle("/echo", echo)
	handle("/checked", checkedEcho)
	handle("/limited", func(connection *websocket.Conn, request *http.Request) {
		connection.SetReadLimit(10)
		echo(connection, request)
	})
	handle("/close", func(connection *websocket.Conn, request *http.Request) {
		code, _ := strconv.Atoi(request.FormValue("code"))
		message := websocket.FormatCloseMessage(code, request.FormValue("reason"))
		connection.WriteControl(websocket.CloseMessage, message, time.Now().Add(time.Second))
		connection.ReadMessage()
	})
	handle("/reset", func(connection *websocket.Conn, request *http.Request) {
		connection.ReadMessage()
		connection.UnderlyingConn().(*net.TCPConn).SetLinger(0)
	})
	handle("/end", func(connection *websocket.Conn, request *http.Request) {
		connection.ReadMessage()
	})
	go http.Serve(listener, nil)
	io.Copy(io.Discard, os.Stdin)
}

// The connection ends without a close frame when the function does: gorilla leaves that to who uses it.
func handle(path string, behave func(*websocket.Conn, *http.Request)) {
	http.HandleFunc(path, func(response http.ResponseWriter, request *http.Request) {
		connection, err := upgrader.Upgrade(response, request, nil)
		if err == nil {
			behave(connection, request)
			connection.Close()
		}
	})
}

// gorilla leaves it to who uses it to look whether text is UTF-8.
func checkedEcho(connection *websocket.Conn, request *http.Request) {
	for {
		kind, message, err := connection.ReadMessage()
		if err != nil {
			return
		}
		if kind == websocket.TextMessage && !utf8.Valid(message) {
			reason := websocket.FormatCloseMessage(websocket.CloseInvalidFramePayloadData, "")
			connection.WriteControl(websocket.CloseMessage, reason, time.Now().Add(time.Second))
			return
		}
		connection.WriteMessage(kind, message)
	}
}

func echo(connection *websocket.Conn, request *http.Request) {
	for {
		kind, message, err := connection.ReadMessage()
		if err != nil {
			fmt.Println(err)
			return
		}
		writer, err := connection.NextWriter(kind)
		if err != nil {
			return
		}
		writer.Write(message)
		writer.Close()
	}
}
