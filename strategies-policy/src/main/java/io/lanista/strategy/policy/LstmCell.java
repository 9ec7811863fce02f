package io.lanista.strategy.policy;

import io.lanista.strategy.parts.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The cell of an LSTM with sparse inputs: {@code a = U h + Σ x_k w_k + b} for the gates i, f, o and the candidate g,
 * {@code c' = σ(f) c + σ(i) tanh(g)}, {@code h' = σ(o) tanh(c')}. The forget gate's bias begins at 1 (Jozefowicz et al. 2015).
 */
final class LstmCell {
    /** A row of an embedding, with the number that it is multiplied with. */
    record Input(Tensor embedding, int row, double factor) {}

    /**
     * After a step.
     *
     * @param gates σ(i), σ(f), σ(o) and tanh(g), one after the other
     * @param earlierOutput the output with which the step began; at the start the same
     * @param earlierMemory the memory with which the step began; at the start the same
     */
    record State(double[] output, double[] memory, double[] gates, double[] earlierOutput, double[] earlierMemory) {}

    /** Gradients by a state's output and memory. */
    record Slopes(double[] output, double[] memory) {}

    private final int units;
    private final Tensor recurrent;
    private final Tensor bias;

    /**
     * A cell.
     *
     * @param recurrent the weights U, for each unit one row of {@link #gates()} numbers
     */
    LstmCell(int units, Tensor recurrent) {
        this.units = units;
        this.recurrent = recurrent;
        this.bias = new Tensor(4 * units);
        Arrays.fill(bias.values(), units, 2 * units, 1);
    }

    /** How many numbers the gates have together, and so each embedding. */
    int gates() {
        return 4 * units;
    }

    List<Tensor> tensors() {
        return List.of(recurrent, bias);
    }

    State start() {
        double[] zeros = new double[units];
        return new State(zeros, zeros, zeros, zeros, zeros);
    }

    Slopes noSlopes() {
        return new Slopes(new double[units], new double[units]);
    }

    State forward(State before, List<Input> inputs) {
        double[] gates = bias.values().clone();
        for (Input input : inputs) {
            addRow(gates, input.factor, input.embedding.values(), input.row);
        }
        for (int unit = 0; unit < units; unit++) {
            if (before.output[unit] != 0) {
                addRow(gates, before.output[unit], recurrent.values(), unit);
            }
        }
        double[] memory = new double[units];
        double[] output = new double[units];
        for (int unit = 0; unit < units; unit++) {
            for (int gate = 0; gate < 3; gate++) {
                gates[gate * units + unit] = Logistic.sigmoid(gates[gate * units + unit]);
            }
            gates[3 * units + unit] = StrictMath.tanh(gates[3 * units + unit]);
            memory[unit] = gates[units + unit] * before.memory[unit] + gates[unit] * gates[3 * units + unit];
            output[unit] = gates[2 * units + unit] * StrictMath.tanh(memory[unit]);
        }
        return new State(output, memory, gates, before.output, before.memory);
    }

    private static void addRow(double[] sum, double factor, double[] rows, int row) {
        int first = row * sum.length;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * rows[first + i];
        }
    }

    /** Adds to the gradients of the tensors. The answer is for the state before. */
    Slopes backward(State state, List<Input> inputs, Slopes after) {
        double[] gates = state.gates;
        double[] byGates = new double[gates.length];
        double[] byMemory = new double[units];
        for (int unit = 0; unit < units; unit++) {
            double in = gates[unit];
            double forget = gates[units + unit];
            double out = gates[2 * units + unit];
            double candidate = gates[3 * units + unit];
            double shown = StrictMath.tanh(state.memory[unit]);
            double slope = after.memory[unit] + after.output[unit] * out * (1 - shown * shown);
            byGates[unit] = slope * candidate * in * (1 - in);
            byGates[units + unit] = slope * state.earlierMemory[unit] * forget * (1 - forget);
            byGates[2 * units + unit] = after.output[unit] * shown * out * (1 - out);
            byGates[3 * units + unit] = slope * in * (1 - candidate * candidate);
            byMemory[unit] = slope * forget;
        }
        for (int i = 0; i < byGates.length; i++) {
            bias.gradient()[i] += byGates[i];
        }
        for (Input input : inputs) {
            int first = input.row * byGates.length;
            for (int i = 0; i < byGates.length; i++) {
                input.embedding.gradient()[first + i] += input.factor * byGates[i];
            }
        }
        return new Slopes(throughRecurrence(state.earlierOutput, byGates), byMemory);
    }

    private double[] throughRecurrence(double[] output, double[] byGates) {
        double[] byOutput = new double[units];
        for (int unit = 0; unit < units; unit++) {
            int first = unit * byGates.length;
            for (int i = 0; i < byGates.length; i++) {
                byOutput[unit] += byGates[i] * recurrent.values()[first + i];
                recurrent.gradient()[first + i] += byGates[i] * output[unit];
            }
        }
        return byOutput;
    }
}
