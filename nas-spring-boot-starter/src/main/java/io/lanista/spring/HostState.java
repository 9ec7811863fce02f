package io.lanista.spring;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.plugin.PluginInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What health tells of a runtime: it is down if a plug-in was refused, since experiments may need it.
 *
 * @param isUp whether all is well
 * @param details numbers and sentences
 */
record HostState(boolean isUp, Map<String, Object> details) {
    static HostState of(NasRuntime nas) {
        List<String> refused = nas.plugins().stream()
                .filter(plugin -> plugin.state() == PluginInfo.State.REFUSED)
                .flatMap(plugin -> plugin.problems().stream())
                .toList();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("activeRuns", nas.active().size());
        details.put("plugins", nas.plugins().size() - refused.size());
        if (!refused.isEmpty()) {
            details.put("refused", refused);
        }
        return new HostState(refused.isEmpty(), details);
    }
}
