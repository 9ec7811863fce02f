package io.lanista.executor.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    @Test
    void messagesComeAsTheyWereSentWhateverIsInThem() throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        Frames sender = new Frames(InputStream.nullInputStream(), pipe);
        sender.send("one", "", "tab\there", "line\nline\r", "\\t back\\slash", "größer");
        sender.send("two");

        Frames receiver = new Frames(new ByteArrayInputStream(pipe.toByteArray()), new ByteArrayOutputStream());
        assertThat(receiver.receive())
                .isEqualTo(List.of("one", "", "tab\there", "line\nline\r", "\\t back\\slash", "größer"));
        assertThat(receiver.receive()).isEqualTo(List.of("two"));
        assertThat(receiver.receive()).isNull();
    }

    @Test
    void whatAJvmPrintsBetweenMessagesIsPassedOver() throws IOException {
        byte[] text = "warning: something\n@up\t4.2.0\n\nOpenJDK says no\n@end\n".getBytes(StandardCharsets.UTF_8);
        Frames receiver = new Frames(new ByteArrayInputStream(text), new ByteArrayOutputStream());
        assertThat(receiver.receive()).isEqualTo(List.of("up", "4.2.0"));
        assertThat(receiver.receive()).isEqualTo(List.of("end"));
        assertThat(receiver.receive()).isNull();
    }
}
