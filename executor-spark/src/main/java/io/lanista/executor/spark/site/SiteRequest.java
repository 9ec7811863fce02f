package io.lanista.executor.spark.site;

import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import java.util.Map;

/** What the workers of a machine are opened with. */
record SiteRequest(
        ExecutorProvider provider,
        Map<String, Object> given,
        int slots,
        Work work,
        WorkFolders folders,
        Workers.Calls calls)
        implements ExecutorRequest {
    @Override
    public String experiment() {
        return "spark";
    }

    @Override
    public Options options() {
        return Options.parse("executor '" + provider.name() + "'", provider.options(), given);
    }

    @Override
    public Evaluation evaluation() {
        throw new UnsupportedOperationException("Trials run in worker JVMs, which have an evaluator each.");
    }

    @Override
    public TrialEvents events() {
        return calls;
    }
}
