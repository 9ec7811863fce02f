package io.lanista.strategy.graph;

import io.lanista.api.space.Architectures.Part;
import io.lanista.api.space.Choices;
import java.util.List;

/**
 * Something that may be tried, runs or was tried.
 *
 * @param parts its graph; empty if it has none
 */
record Candidate(Choices choices, List<Part> parts) {}
