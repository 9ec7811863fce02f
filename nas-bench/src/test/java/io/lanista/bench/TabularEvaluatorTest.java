package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularEvaluatorTest {
    @Test
    void aFrozenModelIsFoundInTheTable(@TempDir Path folder) throws Exception {
        SmallTable.table(folder, SmallTable.DIGITS);
        SearchSpace space = SmallTable.space();
        SortedMap<String, Object> given = new TreeMap<>(Map.of("table", "table.csv.gz", "objective", "valid"));
        given.putAll(Map.of("report", "test", "cost", "time", "cost_scale", 0.5));
        TabularEvaluator evaluator = new TabularEvaluator();
        EvaluationRequest request = mock();
        when(request.options()).thenReturn(Options.parse("evaluator 'tabular'", evaluator.options(), given));
        when(request.space()).thenReturn(space);
        when(request.objectives()).thenReturn(List.of(Objective.maximize("accuracy")));
        when(request.baseFolder()).thenReturn(folder);
        TrialContext context = mock();
        when(context.random()).thenReturn(new Random(1));
        List<Model> models = space.enumerate().map(space::freeze).toList();
        try (Evaluation evaluation = evaluator.open(request)) {
            assertThat(evaluation.evaluate(models.get(3), context))
                    .isEqualTo(Metrics.of(Map.of("accuracy", 40.0, "report", 4.0, "seconds", 5.0)));
            assertThat(evaluation.test(models.get(5), context)).contains(Metrics.of("accuracy", 6));
        }
    }
}
