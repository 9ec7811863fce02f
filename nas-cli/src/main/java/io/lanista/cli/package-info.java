/**
 * The {@code nas} command: every sub-command reads its options, calls the runtime, and prints. Results go to standard output,
 * everything else to standard error; exit codes are those of {@link io.lanista.cli.ExitCode}.
 */
@NullMarked
package io.lanista.cli;

import org.jspecify.annotations.NullMarked;
