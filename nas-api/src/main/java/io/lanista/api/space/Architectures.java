package io.lanista.api.space;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What choices come to, as far as it follows from the meaning of their layers: which choices are the same architecture, and
 * what an architecture costs. Nothing is trained and no tensor is allocated. Confined to one thread.
 */
@ProviderType
public interface Architectures {
    /**
     * What stands for the class of equal architectures that these choices belong to: equal for choices whose networks compute
     * the same, and to be used as a key. Cell spaces are full of such choices (the 15,625 cells of NAS-Bench-201 are 4,930
     * architectures). Choices that can't be analysed are a class of their own.
     */
    Object classOf(Choices choices);

    /** What the architecture costs; empty if these choices give no network that can be analysed. */
    Optional<Cost> costOf(Choices choices);

    /**
     * The network of these choices as a graph of operations, without those that don't count: zeros, identities and what leads nowhere.
     * Inputs come first, the output last, and each part after those that it reads. Empty if these choices give no network that can
     * be analysed, and for a space of settings only.
     */
    List<Part> partsOf(Choices choices);

    /**
     * One operation in a network: a candidate of a choice, whatever it is made of, or any other layer. A sum is none: who reads it
     * reads all that is summed.
     *
     * @param operation equal for equal operations, whatever they are called
     * @param reads the places of the parts that it reads, rising
     */
    record Part(String operation, List<Integer> reads) {}

    /**
     * What an architecture costs.
     *
     * @param parameters how many trainable numbers it has
     * @param multiplyAdds how many multiply-accumulates one example takes, forward only
     * @param depth how many weighted layers lie on the longest way from an input to the output
     */
    record Cost(long parameters, long multiplyAdds, int depth) {}
}
