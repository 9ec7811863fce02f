/**
 * Writes winners for programs that know nothing of Lanista: {@link io.lanista.runtime.deploy.OnnxDeployment} adds ONNX to an exported
 * folder, checked where ONNX Runtime is at hand.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.deploy;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
