/**
 * What an ONNX file holds, and the file: {@link io.lanista.onnx.graph.GraphBuilder} collects a computation,
 * {@link io.lanista.onnx.graph.OnnxModel} writes it.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.onnx.graph;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
