/**
 * Tables of known results: an evaluator that looks results up instead of training ({@code tabular}), and benchmarks that compare
 * strategies on such a table ({@link io.lanista.runtime.tabular.TabularBenchmark}) and time their answers
 * ({@link io.lanista.runtime.tabular.AskBenchmark}).
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.runtime.tabular;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
