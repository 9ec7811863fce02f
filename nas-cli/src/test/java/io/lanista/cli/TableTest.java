package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void whatOthersWroteMovesNoCursorAndBreaksNoLine() {
        Table table = new Table("TRIAL", "REASON");
        table.row("0", "wrong\u001b[2J\u001b[31m\nand \u202eturned");
        StringWriter printed = new StringWriter();
        table.print(new PrintWriter(printed));

        assertThat(printed.toString().lines()).hasSize(2);
        assertThat(printed.toString()).contains("wrong [2J [31m and  turned").doesNotContain("\u001b", "\u202e");
    }
}
