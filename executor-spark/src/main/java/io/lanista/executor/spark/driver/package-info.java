/** The program of the Spark driver, a JVM of its own beside the host: submits each trial as a job, and passes on what it tells. */
@NullMarked
package io.lanista.executor.spark.driver;

import org.jspecify.annotations.NullMarked;
