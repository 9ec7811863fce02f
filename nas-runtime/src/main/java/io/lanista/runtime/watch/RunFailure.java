package io.lanista.runtime.watch;

import io.lanista.api.failure.Blame;
import java.nio.file.Path;

/**
 * A run that could not be brought to an end. What its journal holds is not lost.
 *
 * @param experiment the experiment's name
 * @param folder where its journal is
 * @param blame whose fault it is
 * @param message what is wrong, for users
 * @param cause what was thrown
 */
public record RunFailure(String experiment, Path folder, Blame blame, String message, Throwable cause) {}
