package io.lanista.runtime.runs;

import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord.Jars;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The bytes of the plug-ins that a run uses now, and of those that it used before. */
public final class UsedJars {
    private final List<JarIdentity> now;
    private List<JarIdentity> then = List.of();

    /**
     * Of a run.
     *
     * @param past what its journal says; empty for a new run
     */
    public UsedJars(List<JarIdentity> now, List<JournalLine> past) {
        this.now = List.copyOf(now);
        for (JournalLine line : past) {
            if (line.record() instanceof Jars jars) {
                then = jars.jars();
            }
        }
    }

    /** What the journal is to say from here on; empty if it says so already. */
    public Optional<Jars> unrecorded() {
        return new HashSet<>(then).equals(new HashSet<>(now)) ? Optional.empty() : Optional.of(new Jars(now));
    }

    /** Which plug-ins have the name and the version of one before, and other bytes, in words. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (JarIdentity jar : now) {
            then.stream()
                    .filter(before -> before.origin().equals(jar.origin())
                            && !before.sha256().equals(jar.sha256()))
                    .findFirst()
                    .ifPresent(before -> changes.add(PluginLock.otherBytes(before, jar)));
        }
        return changes;
    }
}
