package io.lanista.djl.supernet;

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
    Optional<String> origin(String parameter) {
        for (int dot = parameter.lastIndexOf('.'); dot > 0; dot = parameter.lastIndexOf('.', dot - 1)) {
            String origin = origins.get(parameter.substring(0, dot));
            if (origin != null) {
                return Optional.of(origin + parameter.substring(dot));
            }
        }
        return Optional.empty();
    }

    static String join(String path, String node) {
        return path.isEmpty() ? node : path + "." + node;
    }
}
