package io.lanista.runtime.execute;

import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import java.util.concurrent.ThreadFactory;
import org.osgi.annotation.versioning.ProviderType;

/** What an executor may know when it is opened. */
@ProviderType
public interface ExecutorRequest {
    /** The experiment's name, for threads and files. */
    String experiment();

    /** How many tasks run at once at most. */
    int slots();

    /** The executor's options, checked. */
    Options options();

    /** The experiment's evaluator in this JVM, which the experiment closes after the executor. */
    Evaluation evaluation();

    /**
     * The same evaluator as data, for executors that run trials in other processes.
     *
     * @throws io.lanista.api.option.OptionException if something of it is an object of this program and no data; shown to the user as
     *     it is
     */
    Work work();

    /** Where this machine has the files that work and tasks speak of; there until the experiment ends. */
    WorkFolders folders();

    /** Who hears of the tasks. */
    TrialEvents events();

    /** Makes the threads of an executor, as the program that embeds the runtime wishes them: daemons, called after this role and the run. */
    default ThreadFactory threads(String role) {
        return HostThreads.PLAIN.of(RunName.of(folders().run()), role);
    }
}
