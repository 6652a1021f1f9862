package dev.parley.serve;

import org.apache.tomcat.websocket.BackgroundProcess;
import org.apache.tomcat.websocket.BackgroundProcessManager;

/**
 * The reason for Tomcat to keep the thread that checks its WebSocket sessions every second.
 *
 * <p>Tomcat starts it with the first session and ends it with the last: left to itself, it would start one for each of many
 * clients that come one after another, which costs more than the rest of a handshake.
 */
final class BackgroundThread implements BackgroundProcess {
    void keep() {
        BackgroundProcessManager.getInstance().register(this);
    }

    void release() {
        BackgroundProcessManager.getInstance().unregister(this);
    }

    @Override
    public void backgroundProcess() {
        // Nothing: that it is registered is enough.
    }

    @Override
    public void setProcessPeriod(int period) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getProcessPeriod() {
        return 1;
    }
}
