/**
 * Tables of known results: an evaluator that looks results up instead of training ({@code tabular}), and benchmarks that compare
 * strategies on such a table ({@link io.lanista.bench.TabularBenchmark}) and time their answers
 * ({@link io.lanista.bench.AskBenchmark}).
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.bench;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
