package io.lanista.executor.spark.driver;

import java.util.List;

/**
 * A trial as the driver knows it.
 *
 * @param number tells this start of a trial from all others
 * @param message starts it
 * @param folders what travels with it, if there is something: paths from the run's folder
 */
record Job(String number, String message, List<String> folders) {}
