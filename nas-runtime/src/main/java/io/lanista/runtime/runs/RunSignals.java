package io.lanista.runtime.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How processes speak of a run that is at work: by two small files in its folder. {@code alive} says what the run does; its process
 * writes it every two seconds, and deletes it in the end. {@code command} says what the run is to do; any process of the user may
 * write it, and the run takes it away. The journal and its lock have nothing to do with them. Safe for use by several threads.
 *
 * @param folder the run's folder
 * @param clock tells how old a sign of life is
 */
public record RunSignals(Path folder, Clock clock) {
    /** How often a run at work gives a sign of life. */
    public static final Duration BEAT = Duration.ofSeconds(2);

    /** A sign of life that is older than this was left behind by a process that died. */
    private static final Duration STALE = Duration.ofSeconds(10);

    /** What a run does. */
    public enum Life {
        /** A process works on it. */
        RUNNING,
        /** A process has it, and starts no trials for now. */
        PAUSED,
        /** No process has it. */
        NONE
    }

    /** What a run can be told to do. */
    public enum Command {
        /** Start no new trials. */
        PAUSE,
        /** Go on. */
        RESUME,
        /** End; the same experiment goes on from there. */
        CANCEL
    }

    /** The signals of a run's folder, by the system's clock. */
    public static RunSignals of(Path folder) {
        return new RunSignals(folder, Clock.systemUTC());
    }

    private Path alive() {
        return folder.resolve("alive");
    }

    private Path command() {
        return folder.resolve("command");
    }

    /** What the run does; none as well if it can't be told. */
    public Life life() {
        try {
            Instant last = Files.getLastModifiedTime(alive()).toInstant();
            boolean isFresh = last.isAfter(clock.instant().minus(STALE));
            return isFresh ? word(Life.class, Files.readString(alive())).orElse(Life.NONE) : Life.NONE;
        } catch (IOException e) {
            return Life.NONE;
        }
    }

    /**
     * Tells the run to do something; it does so within a second.
     *
     * @throws IOException if the folder can't be written
     */
    public void send(Command command) throws IOException {
        Files.move(part(command(), command), command(), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A file that takes another one's place once it is whole: who reads at that moment finds one word or the other. */
    private static Path part(Path file, Enum<?> word) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        return Files.writeString(part, word.name().toLowerCase(Locale.ROOT));
    }

    /** For the run: gives a sign of life. */
    public void beat(Life life) throws IOException {
        Path part = part(alive(), life);
        Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
        Files.move(part, alive(), StandardCopyOption.REPLACE_EXISTING);
    }

    /** For the run: takes what it was told to do. */
    public Optional<Command> take() throws IOException {
        try {
            Optional<Command> told = word(Command.class, Files.readString(command()));
            Files.deleteIfExists(command());
            return told;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** For the run: it is over. */
    public void end() throws IOException {
        Files.deleteIfExists(alive());
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }
}
