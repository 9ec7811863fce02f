package com.example;

import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.remote.MessageCodec;
import io.lanista.runtime.remote.RemoteMessage;
import io.lanista.runtime.remote.TrialHost;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends trials by post: as text, to a host of trials that knows nothing but what it reads. Here, the post goes to another thread;
 * an executor for a cluster sends the same lines to other machines.
 */
public final class OwnExecutor implements ExecutorProvider {
    @Override
    public String name() {
        return "own-post";
    }

    @Override
    public String description() {
        return "Sends trials as text to a host of trials, which a cluster would have on other machines.";
    }

    @Override
    public TrialExecutor open(ExecutorRequest request) {
        return new Post(request);
    }

    private static final class Post implements TrialExecutor {
        private final TrialEvents events;
        private final TrialHost elsewhere;
        private final ExecutorService threads;
        private volatile boolean closed;

        Post(ExecutorRequest request) {
            events = request.events();
            threads = Executors.newFixedThreadPool(request.slots(), request.threads("post"));
            RemoteMessage.Open open =
                    (RemoteMessage.Open) sent(new RemoteMessage.Open(request.work(), request.folders()));
            elsewhere = TrialHost.open(open.work(), open.folders(), TrialHost.class.getClassLoader());
        }

        private static RemoteMessage sent(RemoteMessage message) {
            return MessageCodec.read(MessageCodec.write(message));
        }

        @Override
        public void start(TrialTask task) {
            RemoteMessage.Start start = (RemoteMessage.Start) sent(new RemoteMessage.Start(task));
            threads.execute(() -> run(start.task()));
        }

        private void run(TrialTask task) {
            RemoteMessage finished = sent(elsewhere.run(task, (step, metrics) -> {
                RemoteMessage.Reported reported = (RemoteMessage.Reported)
                        sent(new RemoteMessage.Reported(task.trial(), step, metrics));
                return events.reported(task.trial(), reported.step(), reported.metrics());
            }));
            if (!closed) {
                RemoteMessage.Finished end = (RemoteMessage.Finished) finished;
                events.finished(task.trial(), end.result(), end.seconds());
            }
        }

        @Override
        public void cancel(int trial) {
            elsewhere.cancel(trial);
        }

        @Override
        public void close() {
            closed = true;
            threads.shutdownNow();
            elsewhere.close();
        }
    }
}
