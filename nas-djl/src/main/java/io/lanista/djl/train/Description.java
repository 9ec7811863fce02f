package io.lanista.djl.train;

import io.lanista.api.model.Shape;
import io.lanista.djl.data.ImageFit;
import io.lanista.djl.data.Standardization;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a trained network's numbers mean.
 *
 * @param prediction what the outputs are turned into
 * @param input the shape of one example
 * @param outputs how many numbers come out
 * @param classNames in the order of the outputs; empty if there are no classes
 * @param inputScale of raw examples
 * @param targetScale of the predicted numbers
 * @param white what the largest pixel of a raw image is, 1 or 255; 0 where examples are no such images
 * @param batchSize examples in one pass
 * @param fit how images got their size
 */
record Description(
        Prediction prediction,
        Shape input,
        int outputs,
        List<String> classNames,
        Standardization inputScale,
        Standardization targetScale,
        double white,
        int batchSize,
        ImageFit fit) {
    Description {
        classNames = List.copyOf(classNames);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(prediction.name());
        out.writeInt(input.rank());
        for (long size : input.sizes()) {
            out.writeLong(size);
        }
        out.writeInt(outputs);
        out.writeInt(classNames.size());
        for (String name : classNames) {
            out.writeUTF(name);
        }
        write(inputScale, out);
        write(targetScale, out);
        out.writeDouble(white);
        out.writeInt(batchSize);
        out.writeUTF(fit.name());
    }

    static Description read(DataInputStream in) throws IOException {
        Prediction prediction = prediction(in.readUTF());
        long[] sizes = new long[in.readInt()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = in.readLong();
        }
        int outputs = in.readInt();
        List<String> classNames = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            classNames.add(in.readUTF());
        }
        Standardization inputScale = readStandardization(in);
        Standardization targetScale = readStandardization(in);
        return new Description(
                prediction,
                Shape.of(sizes),
                outputs,
                classNames,
                inputScale,
                targetScale,
                in.readDouble(),
                in.readInt(),
                fit(in));
    }

    /** Files of the former format end before it, and their images were stretched. */
    private static ImageFit fit(DataInputStream in) throws IOException {
        if (in.available() == 0) {
            return ImageFit.STRETCH;
        }
        String name = in.readUTF();
        try {
            return ImageFit.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("Its images got their size in an unknown way (" + name + ").", unknown);
        }
    }

    private static Prediction prediction(String name) throws IOException {
        try {
            return Prediction.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("Its predictions are of an unknown kind (" + name + ").", unknown);
        }
    }

    private static void write(Standardization scale, DataOutputStream out) throws IOException {
        out.writeInt(scale.mean().size());
        for (int group = 0; group < scale.mean().size(); group++) {
            out.writeDouble(scale.mean().get(group));
            out.writeDouble(scale.deviation().get(group));
        }
    }

    private static Standardization readStandardization(DataInputStream in) throws IOException {
        List<Double> mean = new ArrayList<>();
        List<Double> deviation = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            mean.add(in.readDouble());
            deviation.add(in.readDouble());
        }
        return new Standardization(mean, deviation);
    }
}
