package io.lanista.djl.supernet;

import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.ParameterLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the layers of a frozen network come from in the supernet, so that they inherit its weights: {@code cell.op2_0} of the
 * network is {@code cell.edge2_1[conv3]} of the supernet, for one.
 */
final class Origins {
    private final Map<String, String> origins = new HashMap<>();

    void put(String frozen, String origin) {
        origins.put(frozen, origin);
    }

    /** The supernet's name of a frozen network's parameter, if it comes from there. */
    private Optional<String> origin(String parameter) {
        for (int dot = parameter.lastIndexOf('.'); dot > 0; dot = parameter.lastIndexOf('.', dot - 1)) {
            String origin = origins.get(parameter.substring(0, dot));
            if (origin != null) {
                return Optional.of(origin + parameter.substring(dot));
            }
        }
        return Optional.empty();
    }

    /** Gives a frozen network's parameters the supernet's values, as far as they come from there; the others stay what they are. */
    void inherit(NamedArrays from, FlatParameters own) {
        NamedArrays before = own.save();
        NamedArrays.Builder all = NamedArrays.builder();
        ParameterLayout layout = own.layout();
        for (int slot = 0; slot < layout.size(); slot++) {
            String name = layout.name(slot);
            long[] shape = layout.shape(slot).getShape();
            float[] values = origin(name)
                    .filter(from.names()::contains)
                    .map(origin -> from.values(origin, shape))
                    .orElseGet(() -> before.values(name, shape));
            all.add(name, values, shape);
        }
        own.load(all.build());
    }

    static String join(String path, String node) {
        return path.isEmpty() ? node : path + "." + node;
    }
}
