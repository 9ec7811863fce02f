package io.lanista.runtime.draft;

import java.util.ArrayList;
import java.util.List;

/** A space of small convolutional networks for images of some size, as lines of an experiment file. */
final class ImageSpace {
    private static final int LEAST_SIDE = 6;

    private ImageSpace() {}

    /**
     * The lines, with the key {@code space}.
     *
     * @param shape {@code (channels, height, width)}
     */
    static List<String> lines(long... shape) {
        List<String> lines = new ArrayList<>(List.of(
                "space:",
                "  input: {image: [" + shape[0] + ", " + shape[1] + ", " + shape[2] + "]}",
                "  settings:",
                "    learning_rate: {choice: learning-rate, from: 1e-3, to: 1e-2, log: true}",
                "  layers:",
                "    - conv2d: {out_channels: {choice: width, of: [16, 24, 32]}, kernel: 3, bias: false}",
                "    - batch_norm",
                "    - relu"));
        long side = Math.min(shape[1], shape[2]);
        int stage = 1;
        for (; stage == 1 || side >= LEAST_SIDE; stage++, side /= 2) {
            lines.addAll(List.of(
                    "    - repeat: depth" + stage,
                    "      from: 1",
                    "      to: 2",
                    "      layers:",
                    "        - name: features",
                    "          choice: convolution" + stage,
                    "          of:",
                    "            plain: [{conv2d: {kernel: 3, bias: false}}, batch_norm, relu]",
                    "            wide: [{conv2d: {kernel: 5, bias: false}}, batch_norm, relu]",
                    "            separable: [{depthwise_separable_conv2d: {kernel: 3}}, batch_norm, relu]",
                    "        - {name: skip, input_choice: skip" + stage + ", from: 0, to: 1, merge: none, reads: [x]}",
                    "        - {layer: add, reads: [features, skip]}"));
            if (side >= 2 * LEAST_SIDE || stage == 1) {
                lines.addAll(List.of(
                        "    - max_pool2d: {kernel: 2}",
                        "    - conv2d: {out_channels: {multiply: [{choice: width}, " + (1 << stage)
                                + "]}, kernel: 3, bias: false}",
                        "    - batch_norm",
                        "    - relu"));
            }
        }
        lines.addAll(List.of("    - global_avg_pool", "    - dropout: {rate: 0.1}", "    - linear: {units: outputs}"));
        return lines;
    }
}
