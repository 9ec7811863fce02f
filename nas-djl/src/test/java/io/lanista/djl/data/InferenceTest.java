package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "flowers.csv, csv",
        "flowers.CSV.GZ, csv",
        "test_batch.bin, cifar10-binary",
        "cifar10-train5k.bin.gz, cifar10-binary",
        "train-images-idx3-ubyte, idx",
        "train-images-idx3-ubyte.gz, idx"
    })
    void aFileIsKnownByItsName(String name, String source) throws IOException {
        Path file = Files.createFile(folder.resolve(name));

        assertThat(DataSources.standard().infer(file).source()).isEqualTo(source);
        assertThat(DataSources.standard().infer(file).options())
                .containsOnlyKeys("path")
                .containsEntry("path", file.toString());
    }

    @ParameterizedTest
    @CsvSource({"a/data_batch_1.bin, cifar10-binary", "a/t10k-labels-idx1-ubyte.gz, idx", "a/cats/1.png, image-folder"})
    void aFolderIsKnownByWhatIsInIt(String name, String source) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.createFile(folder.resolve(name));

        assertThat(DataSources.standard().infer(folder.resolve("a")).source()).isEqualTo(source);
    }

    @Test
    void whatIsNotKnownSaysWhatIs() throws IOException {
        Path file = Files.createFile(folder.resolve("model.onnx"));

        assertThatThrownBy(() -> DataSources.standard().infer(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("model.onnx", ".csv", ".bin", "-ubyte", "folder");
        assertThatThrownBy(() -> DataSources.standard().infer(folder)).hasMessageContaining("Can't tell");
        assertThatThrownBy(() -> DataSources.standard().infer(folder.resolve("none.csv")))
                .hasMessageContaining("There is no file");
    }
}
