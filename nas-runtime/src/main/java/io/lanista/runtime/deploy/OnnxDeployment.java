package io.lanista.runtime.deploy;

import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.PixelRange;
import io.lanista.djl.train.NetworkGroup;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.onnx.InputPart;
import io.lanista.onnx.OnnxExport;
import io.lanista.onnx.OnnxMappings;
import io.lanista.onnx.StandardizedInput;
import io.lanista.onnx.TableInput;
import io.lanista.onnx.check.Agreement;
import io.lanista.onnx.check.Latency;
import io.lanista.onnx.check.OnnxPredictor;
import io.lanista.onnx.check.Quality;
import io.lanista.onnx.djl.DjlFolder;
import io.lanista.onnx.graph.OnnxException;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.quantize.Quantization;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Adds a model in ONNX to the folder of an export, checks it against the network's own predictions on the test part, and makes one that
 * computes with 8-bit numbers if that is wanted.
 */
public final class OnnxDeployment {
    /** The name of the file with 8-bit numbers. */
    public static final String EIGHT_BITS = "model-8bit.onnx";

    /** The key of the metadata that says, for images, which numbers the pixels of the training data had. */
    public static final String PIXELS = "training_pixels";

    private final OnnxForm form;
    private final boolean eightBits;
    private final Optional<OnnxRuntime> runtime;

    /**
     * A way of writing.
     *
     * @param form for whom
     * @param eightBits whether a model with 8-bit numbers is wanted too; needs ONNX Runtime
     * @throws OnnxException if it is, and there is none
     */
    public OnnxDeployment(OnnxForm form, boolean eightBits) {
        this.form = form;
        this.eightBits = eightBits;
        this.runtime = OnnxRuntime.find();
        if (eightBits && runtime.isEmpty()) {
            throw new OnnxException(
                    "8-bit numbers take ONNX Runtime, which is neither on the class path nor in Maven's local"
                            + " repository. Maybe " + OnnxRuntime.advice() + ".");
        }
    }

    /**
     * Writes the model.
     *
     * @param folder of the export
     * @param group what was exported: a network, or several that answer as one
     * @param data what it was trained on
     * @param mappings of its layer types
     * @return with the folder for what was exported
     * @throws OnnxException if a layer's type has no mapping
     */
    public Deployed<Path> write(Path folder, NetworkGroup group, DataSplit data, OnnxMappings mappings)
            throws IOException {
        TrainedNetwork network = group.first();
        Optional<PixelRange> pixels =
                data.train().isImages() ? Optional.of(PixelRange.of(data.train())) : Optional.empty();
        Optional<Double> white = pixels.filter(range -> form == OnnxForm.DJL && DjlFolder.takesImages(network))
                .map(PixelRange::white);
        InputPart input = input(network, data, white.orElse(1.0));
        OnnxModel plain = OnnxExport.of(group, input, mappings);
        OnnxModel model =
                pixels.map(range -> plain.with(PIXELS, range.toString())).orElse(plain);
        model.write(folder.resolve(OnnxModel.FILE));
        Optional<Agreement> agreement = runtime.map(found -> agreement(found, model, input, group, data));
        Optional<EightBits> smaller = Optional.empty();
        if (eightBits) {
            smaller = Optional.of(writeEightBits(runtime.orElseThrow(), model, input, folder, data));
        }
        if (form == OnnxForm.DJL) {
            DjlFolder.write(folder, network, eightBits ? EIGHT_BITS : OnnxModel.FILE);
        }
        return new Deployed<>(
                folder, OnnxModel.FILE, Files.size(folder.resolve(OnnxModel.FILE)), agreement, white, smaller);
    }

    private static Agreement agreement(
            OnnxRuntime runtime, OnnxModel model, InputPart input, NetworkGroup group, DataSplit data) {
        try (OnnxSession session = runtime.open(model)) {
            return Agreement.of(group, new OnnxPredictor(session, input), data.test());
        }
    }

    private static EightBits writeEightBits(
            OnnxRuntime runtime, OnnxModel model, InputPart input, Path folder, DataSplit data) throws IOException {
        OnnxModel small = Quantization.quantize(model, input, data.train(), runtime);
        Path file = folder.resolve(EIGHT_BITS);
        small.write(file);
        try (OnnxSession before = runtime.open(model);
                OnnxSession after = runtime.open(small)) {
            OnnxPredictor full = new OnnxPredictor(before, input);
            OnnxPredictor bytes = new OnnxPredictor(after, input);
            List<Double> microseconds = Latency.microseconds(List.of(full, bytes), data.test());
            return new EightBits(
                    EIGHT_BITS,
                    Files.size(file),
                    Quality.of(full, data.test()),
                    Quality.of(bytes, data.test()),
                    microseconds.get(0),
                    microseconds.get(1));
        }
    }

    /** Cells of rows where a table's columns were prepared, else numbers as the network itself takes them. */
    private static InputPart input(TrainedNetwork network, DataSplit data, double unit) {
        long width = network.inputShape().count();
        return data.table()
                .filter(table ->
                        network.inputShape().rank() == 1 && table.features().size() == width)
                .<InputPart>map(table -> new TableInput(table, network.inputScale()))
                .orElseGet(() -> new StandardizedInput(network.inputShape(), network.inputScale(), unit));
    }
}
