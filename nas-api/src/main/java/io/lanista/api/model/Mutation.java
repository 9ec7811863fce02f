package io.lanista.api.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step in a model's history.
 *
 * @param mutator the label of the mutator
 * @param answers what the sampler answered, by the label of each question
 * @param fromHash the hash of the model before
 * @param toHash the hash of the model after
 */
public record Mutation(Label mutator, SortedMap<Label, Object> answers, String fromHash, String toHash) {
    /** Copies. */
    public Mutation {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }
}
