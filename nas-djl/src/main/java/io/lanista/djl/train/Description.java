package io.lanista.djl.train;

import io.lanista.api.model.Shape;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a trained network's numbers mean.
 *
 * @param task classes or numbers
 * @param input the shape of one example
 * @param outputs how many numbers come out
 * @param classNames in the order of the outputs; empty for regression
 * @param inputScale of raw examples
 * @param targetScale of the predicted numbers; for classification it changes nothing
 * @param batchSize examples in one pass
 */
record Description(
        Task task,
        Shape input,
        int outputs,
        List<String> classNames,
        Standardization inputScale,
        Standardization targetScale,
        int batchSize) {
    Description {
        classNames = List.copyOf(classNames);
    }

    Problem problem() {
        return task == Task.CLASSIFICATION ? new ClassificationProblem() : new RegressionProblem(targetScale, outputs);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(task.name());
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
        out.writeInt(batchSize);
    }

    static Description read(DataInputStream in) throws IOException {
        Task task = Task.valueOf(in.readUTF());
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
        return new Description(task, Shape.of(sizes), outputs, classNames, inputScale, targetScale, in.readInt());
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
