package io.lanista.runtime;

import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.onnx.OnnxMapping;
import io.lanista.onnx.OnnxMappings;
import io.lanista.runtime.deploy.Deployed;
import io.lanista.runtime.deploy.OnnxDeployment;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.export.EnsembleExport;
import io.lanista.runtime.export.EnsembleResult;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.export.WinnerExport;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.runs.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Exports the winner of a run, or an ensemble of its trials, with a model in ONNX, whose layer types and mappings may come from plug-ins. */
final class OnnxExporting {
    private final PluginHost host;
    private final WinnerExport exporting;

    OnnxExporting(PluginHost host, Given given, Runnable engine) {
        this.host = host;
        this.exporting = new WinnerExport(host, given, engine);
    }

    Deployed<ExportResult> export(RunHistory run, Path to, OnnxDeployment deployment) {
        if (run.best().isEmpty()) {
            throw new ExperimentException(
                    "The run (" + run.folder()
                            + ") has no trained network to write as ONNX. Maybe let it run to its end, or export it as lanista.");
        }
        AtomicReference<Deployed<Path>> deployed = new AtomicReference<>();
        ExportResult export = exporting.export(run, to, half -> deployed.set(deploy(run, half, deployment)));
        return Objects.requireNonNull(deployed.get()).beside(export);
    }

    Deployed<EnsembleResult> ensemble(RunHistory run, int size, Path to, OnnxDeployment deployment) {
        AtomicReference<Deployed<Path>> deployed = new AtomicReference<>();
        EnsembleResult result = EnsembleExport.export(
                exporting, run, size, to, (half, data) -> deployed.set(deploy(half, data, deployment)));
        return Objects.requireNonNull(deployed.get()).beside(result);
    }

    private Deployed<Path> deploy(RunHistory run, Path folder, OnnxDeployment deployment) throws IOException {
        if (!Files.exists(folder.resolve(TrainedNetwork.FILE))) {
            throw new ExperimentException("The winner of the run (" + run.folder() + ") has no (" + TrainedNetwork.FILE
                    + "), and only networks that Lanista trained can be written as ONNX. Maybe export it as lanista.");
        }
        DataSplit data = exporting
                .data(run)
                .orElseThrow(() -> new ExperimentException("The evaluator of the run (" + run.folder()
                        + ") doesn't say what data it trains on, so its network can't be compared with itself as ONNX."
                        + " Maybe export it as lanista."));
        return deploy(folder, data, deployment);
    }

    private Deployed<Path> deploy(Path folder, DataSplit data, OnnxDeployment deployment) throws IOException {
        List<Lease<OnnxMapping>> leases = new ArrayList<>();
        try (LayerTypes layers = LayerTypes.lease(host);
                ExportedNetwork network = ExportedNetwork.read(folder, layers.blocks())) {
            types().forEach(type -> leases.add(host.lease(OnnxMapping.class, type)));
            OnnxMappings mappings =
                    OnnxMappings.of(leases.stream().map(Lease::get).toList());
            return deployment.write(folder, network.group(), data, mappings);
        } finally {
            leases.forEach(Lease::close);
        }
    }

    private List<String> types() {
        return host.providers(OnnxMapping.class).stream()
                .map(PluginProvider::name)
                .distinct()
                .toList();
    }
}
