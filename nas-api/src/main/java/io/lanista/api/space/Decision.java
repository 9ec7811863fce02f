package io.lanista.api.space;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;

/**
 * One thing to decide in a space.
 *
 * @param label its name
 * @param domain the values that it may take
 * @param condition when it is active
 */
public record Decision(Label label, Domain domain, Condition condition) {}
