// Answers every message like /ws of Parley does, with gorilla/websocket: the anchor of ServerBenchmark.
//
// It listens on a free port of loopback, prints the port, and ends when its stdin does.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"github.com/gorilla/websocket"
)

var reply = []byte("hello, i am server")

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	http.HandleFunc("/ws", serve)
	go http.Serve(listener, nil)
	io.Copy(io.Discard, os.Stdin)
}

func serve(response http.ResponseWriter, request *http.Request) {
	upgrader := websocket.Upgrader{}
	connection, err := upgrader.Upgrade(response, request, nil)
	if err != nil {
		return
	}
	defer connection.Close()
	for {
		kind, _, err := connection.ReadMessage()
		if err != nil {
			return
		}
		if err := connection.WriteMessage(kind, reply); err != nil {
			return
		}
	}
}
