package io.lanista.runtime.draft;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How networks are trained for some data.
 *
 * @param folds how many networks a trial trains
 * @param epochs at most
 * @param options of the evaluator, as an experiment file has them
 */
record TrainingPlan(int folds, int epochs, Map<String, Object> options) {
    /** So many examples are enough to see how long an epoch takes. */
    static final int PROBED = 4_096;

    private static final int SMALL = 2_000;
    private static final int FOLDS = 5;
    private static final int STEPS = 4_000;

    static TrainingPlan of(DataLook look) {
        if (look.vocabulary().isPresent() || look.isSeries()) {
            return ofSequences(look);
        }
        return look.isTable() ? ofTable(look) : ofImages(look);
    }

    private static TrainingPlan ofTable(DataLook look) {
        int examples = look.developed();
        boolean small = examples < SMALL;
        // 16 steps in an epoch, as a power of two.
        long batch = Math.min(256, Math.max(32, Long.highestOneBit(Math.max(1, examples / 16 * 3 / 2))));
        int epochs = small ? 60 : within(STEPS / (int) Math.max(1, examples / batch), 12, 60);
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("batch_size", batch);
        options.put("optimizer", "adamw");
        options.put("schedule", "cosine");
        options.put("clip_norm", 1);
        if (!small) {
            options.put("patience", 8);
        }
        boolean folded = small && !look.isCut();
        return new TrainingPlan(folded ? FOLDS : 1, epochs, options);
    }

    private static TrainingPlan ofSequences(DataLook look) {
        int examples = look.developed();
        long batch = examples < SMALL ? 32 : 64;
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("batch_size", batch);
        options.put("optimizer", "adamw");
        options.put("schedule", "cosine");
        options.put("clip_norm", 1);
        return new TrainingPlan(1, within(STEPS / (int) Math.max(1, examples / batch), 6, 40), options);
    }

    private static TrainingPlan ofImages(DataLook look) {
        int examples = look.developed();
        long batch = examples < SMALL ? 32 : 64;
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("batch_size", batch);
        options.put("optimizer", "adamw");
        options.put("schedule", "cosine");
        options.put("weight_decay", 0.0001);
        return new TrainingPlan(1, within(STEPS / (int) Math.max(1, examples / batch), 6, 30), options);
    }

    private static int within(int value, int low, int high) {
        return Math.max(low, Math.min(high, value));
    }
}
