package io.lanista.djl.proxy;

import io.lanista.api.option.OptionException;
import io.lanista.base.text.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A score of a network with initial weights that says something of how good it will be once it is trained; higher is better. Formulas are
 * those of the papers named, as far as the class that computes each says nothing else.
 */
public enum Proxy {
    /** Synaptic flow (Tanaka et al., 2020). */
    SYNFLOW("the flow of an input of ones through absolute weights; needs no data"),
    /** Connection sensitivity (Lee et al., 2019). */
    SNIP("how much the loss hangs on each weight"),
    /** The gradient's norm (Abdelfattah et al., 2021). */
    GRAD_NORM("the norms of the loss's gradient by the layers"),
    /** The Jacobians' covariance (Mellor et al., 2020). */
    JACOV("how differently the outputs depend on different inputs"),
    /** The kernel of activation codes (Mellor et al., 2021). */
    NWOT("how well the rectifiers tell inputs apart"),
    /** Zen-score (Lin et al., 2021). */
    ZEN("how much features change with a Gaussian input; needs no data"),
    /** The gradient's mean by its deviation (Li et al., 2023). */
    ZICO("how large and how steady gradients are from batch to batch"),
    /** AZ-NAS's first (Lee and Ham, 2024). */
    EXPRESSIVITY("how evenly features use their channels"),
    /** AZ-NAS's second. */
    PROGRESSIVITY("the least gain of expressivity from block to block"),
    /** AZ-NAS's third. */
    TRAINABILITY("how well blocks hand gradients on"),
    /** AZ-NAS's fourth: multiply-accumulates. */
    COMPLEXITY("multiply-accumulates"),
    /** The rank sum of AZ-NAS's four. */
    AZ_NAS("the rank sum of expressivity, progressivity, trainability and complexity", "az-nas"),
    /** Trainable numbers: a control. */
    PARAMS("trainable numbers, for comparison"),
    /** Multiply-accumulates for one example: a control. */
    FLOPS("multiply-accumulates for one example, for comparison");

    private final String meaning;
    private final String word;

    Proxy(String meaning) {
        this.meaning = meaning;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    Proxy(String meaning, String word) {
        this.meaning = meaning;
        this.word = word;
    }

    /** Its name in files and among metrics, such as {@code nwot}. */
    public String word() {
        return word;
    }

    /** What it tells, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** The names of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Proxy::word).toList();
    }

    /**
     * The proxy of a name.
     *
     * @throws OptionException if there is none
     */
    public static Proxy of(String word) {
        return Arrays.stream(values())
                .filter(proxy -> proxy.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new OptionException("There is no proxy '" + word + "'. Available: "
                        + String.join(", ", words()) + "." + DidYouMean.sentence(word, words())));
    }

    /** What is measured for it: itself, or the scores whose ranks are summed up. */
    public List<Proxy> parts() {
        return this == AZ_NAS ? List.of(EXPRESSIVITY, PROGRESSIVITY, TRAINABILITY, COMPLEXITY) : List.of(this);
    }
}
