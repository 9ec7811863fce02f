package io.lanista.runtime.drive;

import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.execute.RunName;
import io.lanista.runtime.execute.SpaceData;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import io.lanista.runtime.experiment.Experiment;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * What an executor is opened with.
 *
 * @param opened the experiment
 * @param objects whether the program hands objects over to the evaluator, or it is one
 * @param jars the plug-ins that evaluating may need in another process
 */
record ExecutorSetup(
        OpenExperiment opened,
        boolean objects,
        WorkFolders folders,
        List<PluginCopy> jars,
        TrialEvents events,
        HostThreads threads)
        implements ExecutorRequest {
    @Override
    public String experiment() {
        return opened.experiment().name();
    }

    @Override
    public int slots() {
        return opened.experiment().parallelism();
    }

    @Override
    public Options options() {
        return opened.executor().options();
    }

    @Override
    public Evaluation evaluation() {
        return opened.evaluation();
    }

    @Override
    public ThreadFactory threads(String role) {
        return threads.of(RunName.of(folders.run()), role);
    }

    @Override
    public Work work() {
        if (objects) {
            throw new OptionException(
                    "Trials can't run in other processes, since the evaluator or its data are objects of"
                            + " this program. Maybe use the executor 'inline', or an evaluator and data from plug-ins and files.");
        }
        Experiment experiment = opened.experiment();
        return new Work(
                opened.evaluator().query(),
                opened.evaluator().options().asMap(),
                SpaceData.of(experiment.space()),
                experiment.objectives(),
                experiment.seed(),
                jars);
    }
}
