package io.lanista.runtime.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What somebody who has no business there does to the port of the workers. The connections stay open, as far as that is up to them. */
enum Attack {
    SILENCE {
        @Override
        void on(WorkerAddress address) throws IOException {
            OPEN.add(SocketChannel.open(address.socket()));
        }
    },
    HTTP {
        @Override
        void on(WorkerAddress address) throws IOException {
            say(address, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
    },
    JSON {
        @Override
        void on(WorkerAddress address) throws IOException {
            say(address, "[1,2]\n");
            say(address, "{\"type\":\"finished\",\"trial\":1}\n");
        }
    },
    GARBAGE {
        @Override
        void on(WorkerAddress address) throws IOException {
            say(address, "\0\u00ff\u0016\u0003\u0001");
            say(address, "\n");
        }
    },
    TOO_LONG {
        @Override
        void on(WorkerAddress address) throws IOException {
            say(address, "a".repeat(1 << 20));
        }
    },
    MANY {
        @Override
        void on(WorkerAddress address) throws IOException {
            for (int i = 0; i < 200; i++) {
                SILENCE.on(address);
            }
        }
    };

    private static final List<SocketChannel> OPEN = new ArrayList<>();

    abstract void on(WorkerAddress address) throws IOException;

    private static void say(WorkerAddress address, String text) throws IOException {
        SocketChannel channel = SocketChannel.open(address.socket());
        OPEN.add(channel);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            return; // Dropped in the middle of it.
        }
    }

    static void endAll() throws IOException {
        for (SocketChannel channel : OPEN) {
            channel.close();
        }
        OPEN.clear();
    }
}
