package io.lanista.runtime.experiment;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** What strategies and evaluators are opened with. */
final class Requests {
    private Requests() {}

    /** For a strategy. The generator is made anew at each call, so that all calls see the same numbers. */
    record ForSearch(
            SearchSpace space,
            LayerCatalogue layers,
            Options options,
            Objective objective,
            Seeds seeds,
            OptionalInt trials,
            int parallelism,
            OptionalInt fullSteps,
            List<PastTrial> past)
            implements SearchRequest {
        ForSearch {
            past = List.copyOf(past);
        }

        @Override
        public RandomGenerator random() {
            return seeds.forSetup();
        }
    }

    /** What a program hands over to evaluators, and after it what networks are built with. */
    static List<Object> given(List<Object> objects, BlockCatalogue blocks) {
        List<Object> all = new ArrayList<>(objects);
        all.add(blocks);
        return all;
    }

    /** For a one-shot trainer. */
    record ForTrainer(SearchSpace space, Options options, long seed, String evaluator, Evaluation evaluation)
            implements OneShotRequest {
        @Override
        public <B> B backend(Class<B> type) {
            return evaluation.backend(type).orElseThrow(() -> new NoBackendException(evaluator, type));
        }
    }

    /** What a one-shot trainer wants to work with isn't there. */
    static final class NoBackendException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NoBackendException(String evaluator, Class<?> type) {
            super("The evaluator '" + evaluator + "' offers no " + type.getSimpleName()
                    + " for a one-shot trainer to work with. Maybe use 'classification', or search with a strategy.");
        }
    }

    /** For an evaluator. */
    record ForEvaluation(
            Options options, SearchSpace space, Objective objective, long seed, Path baseFolder, List<Object> objects)
            implements EvaluationRequest {
        ForEvaluation {
            objects = List.copyOf(objects);
        }

        @Override
        public <T> Optional<T> given(Class<T> type) {
            return objects.stream().filter(type::isInstance).map(type::cast).findFirst();
        }
    }
}
