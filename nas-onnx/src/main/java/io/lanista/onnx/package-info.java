/**
 * Trained networks as ONNX. {@link io.lanista.onnx.OnnxExport} makes a model of a network, by the
 * {@link io.lanista.onnx.OnnxMappings} of its layer types; a plug-in that adds a layer type brings an
 * {@link io.lanista.onnx.OnnxMapping} for it. {@link io.lanista.onnx.InputPart} prepares raw input inside the graph.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.onnx;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
