package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A program in TorchScript, the engine's own language, so that many operations are one call, and those can be used that DJL has no call
 * for. It has two functions: {@code pack} makes of a tensor of weights what the operations want to have ready, and {@code run} makes an
 * output of an input and what was packed.
 *
 * <p>Safe for use by several threads, as many at once as there are processors; further ones wait. What is packed serves one call at a time,
 * and a call that finds none free packs its own, which is kept. Close it to free its memory, when no call is under way.
 */
public final class Script implements AutoCloseable {
    /** The name of the class that has the two functions. */
    public static final String NAME = "Script";

    private static final String CLASS = String.join(
            "\n",
            "class " + NAME + "(Module):",
            "  __parameters__ = []",
            "  __buffers__ = []",
            "  training : bool",
            "");

    /** An object of the class whose only field, {@code training}, is true; in Python's format of objects. */
    private static final String OBJECT = "\200\2c__torch__\n" + NAME + "\n)\201}(X\10\0\0\0training\210ub.";

    private static final String NO_CONSTANTS = "\200\2).";

    /** Of the archive's format. */
    private static final String VERSION = "3\n";

    private final PtSymbolBlock program;
    private final PtNDManager manager;
    private final NDArray weights;
    private final Queue<IValue> packed = new ConcurrentLinkedQueue<>();

    /** Bounds how often weights are packed: more calls at once than processors gain nothing. */
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());

    /**
     * @param manager owns the weights, and is closed with the script
     * @param functions {@code pack(self, weights: Tensor)} and {@code run(self, x: Tensor, packed: …)}, indented by two spaces
     * @param weights what {@code pack} is given, one dimension
     * @throws ai.djl.engine.EngineException if the engine doesn't understand the program, or hasn't its operations
     */
    public Script(NDManager manager, String functions, float... weights) {
        this.manager = (PtNDManager) manager;
        this.program = load(this.manager, archive(CLASS + functions));
        this.weights = Tensors.of(manager, weights, weights.length);
        this.packed.add(pack());
    }

    private static PtSymbolBlock load(PtNDManager manager, byte[] archive) {
        try {
            return JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The files of a program, as the engine reads them: not compressed. */
    private static byte[] archive(String code) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            add(zip, "data.pkl", OBJECT);
            add(zip, "constants.pkl", NO_CONSTANTS);
            add(zip, "code/__torch__.py", code);
            add(zip, "version", VERSION);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry("script/" + name);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private IValue pack() {
        try (IValue input = IValue.from(Pt.of(weights))) {
            return IValueUtils.runMethod(program, "pack", input);
        }
    }

    /** Runs the program. Call it inside an evaluating {@link Step}. */
    public NDArray run(NDArray input) {
        places.acquireUninterruptibly();
        try {
            IValue known = packed.poll();
            IValue mine = known == null ? pack() : known;
            try (IValue in = IValue.from(Pt.of(input));
                    IValue out = IValueUtils.runMethod(program, "run", in, mine)) {
                return out.toTensor(manager);
            } finally {
                packed.add(mine);
            }
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        for (IValue free = packed.poll(); free != null; free = packed.poll()) {
            free.close();
        }
        program.close();
        manager.close();
    }
}
