package io.lanista.onnx.djl;

import io.lanista.api.model.Shape;
import io.lanista.djl.train.Prediction;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.onnx.graph.OnnxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files beside a model that DJL needs: with {@value #PROPERTIES} and {@value #CLASSES}, DJL's {@code Criteria} and DJL Serving load
 * the folder without further words. Images of 1 or 3 channels that are classified load as
 * {@code Predictor<Image, Classifications>}; all else as {@code Predictor<NDList, NDList>}.
 */
public final class DjlFolder {
    /** What DJL reads its settings from. */
    public static final String PROPERTIES = "serving.properties";

    /** The classes' names, a line for each, in the order of the probabilities. */
    public static final String CLASSES = "synset.txt";

    private static final int IMAGE = 3;
    private static final int GREY = 1;
    private static final int COLOURED = 3;
    private static final int MOST_TOLD = 5;
    private static final String EXTENSION = ".onnx";

    private DjlFolder() {}

    /** Whether DJL can hand images to a network. */
    public static boolean takesImages(TrainedNetwork network) {
        Shape shape = network.inputShape();
        return network.prediction() == Prediction.PROBABILITIES
                && shape.rank() == IMAGE
                && (shape.get(0) == GREY || shape.get(0) == COLOURED);
    }

    /**
     * Writes both files; {@value #CLASSES} for classification only.
     *
     * @param model the name of the model's file in the folder
     * @throws OnnxException if a class's name has a line break, which a file of lines can't hold
     */
    public static void write(Path folder, TrainedNetwork network, String model) throws IOException {
        Files.write(folder.resolve(PROPERTIES), properties(network, model));
        if (network.prediction() == Prediction.PROBABILITIES) {
            for (String name : network.classNames()) {
                if (name.lines().count() != 1 || !name.strip().equals(name)) {
                    throw new OnnxException(String.format(
                            Locale.ROOT,
                            "The class (%s) has a line break or blanks around its name, which DJL's (%s) can't hold. Maybe export it as"
                                    + " onnx, which names classes in its metadata.",
                            name,
                            CLASSES));
                }
            }
            Files.write(folder.resolve(CLASSES), network.classNames());
        }
    }

    private static List<String> properties(TrainedNetwork network, String model) {
        List<String> lines = new ArrayList<>(List.of(
                "engine=OnnxRuntime", "option.modelName=" + model.substring(0, model.length() - EXTENSION.length())));
        if (takesImages(network)) {
            Shape shape = network.inputShape();
            lines.addAll(List.of(
                    "translatorFactory=ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory",
                    "width=" + shape.get(2),
                    "height=" + shape.get(1),
                    "resize=true",
                    "flag=" + (shape.get(0) == GREY ? "GRAYSCALE" : "COLOR"),
                    "toTensor=true",
                    "applySoftmax=false",
                    "topK=" + Math.min(MOST_TOLD, network.classNames().size())));
        }
        return lines;
    }
}
