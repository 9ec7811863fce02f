package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.plugin.FolderChanges.Look;
import io.lanista.runtime.plugin.FolderChanges.Stamp;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FolderChangesTest {
    private static final Path A = Path.of("a.jar");
    private static final Path B = Path.of("b.jar");
    private static final Stamp SMALL = new Stamp(10, FileTime.fromMillis(1));
    private static final Stamp LARGE = new Stamp(20, FileTime.fromMillis(2));

    private final Set<Path> whole = new HashSet<>(Set.of(A, B));
    private final FolderChanges changes = new FolderChanges(3, whole::contains, Map.of());

    @Test
    void aNewFileIsReadyOnceItLookedTheSameTwice() {
        assertThat(changes.look(Map.of(A, SMALL))).isEqualTo(new Look(List.of(), List.of(), false));
        assertThat(changes.look(Map.of(A, SMALL))).isEqualTo(new Look(List.of(A), List.of(), true));
        assertThat(changes.look(Map.of(A, SMALL))).isEqualTo(new Look(List.of(), List.of(), true));
    }

    @Test
    void aFileThatStillGrowsIsWaitedFor() {
        changes.look(Map.of(A, SMALL));
        assertThat(changes.look(Map.of(A, LARGE)).ready()).isEmpty();
        assertThat(changes.look(Map.of(A, LARGE)).ready()).containsExactly(A);
    }

    @Test
    void aJarThatIsNotWholeGetsMoreLooksAndIsThenTakenAsItIs() {
        whole.remove(A);
        for (int look = 0; look < 4; look++) {
            assertThat(changes.look(Map.of(A, SMALL))).isEqualTo(new Look(List.of(), List.of(), false));
        }
        assertThat(changes.look(Map.of(A, SMALL)).ready()).containsExactly(A);
    }

    @Test
    void aJarThatBecomesWholeIsReadyAtOnce() {
        whole.remove(A);
        changes.look(Map.of(A, SMALL));
        changes.look(Map.of(A, SMALL));
        whole.add(A);
        assertThat(changes.look(Map.of(A, SMALL)).ready()).containsExactly(A);
    }

    @Test
    void whatIsKnownFromTheStartIsReadyOnlyWhenItChanges() {
        FolderChanges later = new FolderChanges(3, whole::contains, Map.of(A, SMALL));
        assertThat(later.look(Map.of(A, SMALL)).settled()).isTrue();
        later.look(Map.of(A, LARGE));
        assertThat(later.look(Map.of(A, LARGE)).ready()).containsExactly(A);
    }

    @Test
    void aDeletedFileIsGoneOnceAndMayComeBack() {
        changes.look(Map.of(A, SMALL, B, SMALL));
        assertThat(changes.look(Map.of(A, SMALL, B, SMALL)).ready()).containsExactly(A, B);
        assertThat(changes.look(Map.of(B, SMALL)).gone()).containsExactly(A);
        assertThat(changes.look(Map.of(B, SMALL)).gone()).isEmpty();
        changes.look(Map.of(A, SMALL, B, SMALL));
        assertThat(changes.look(Map.of(A, SMALL, B, SMALL)).ready()).containsExactly(A);
    }
}
