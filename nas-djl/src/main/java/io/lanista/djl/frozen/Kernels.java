package io.lanista.djl.frozen;

/**
 * The inner loops. Each reads one place of several arrays and writes that place of one: in this form the JVM's compiler makes vector
 * instructions of them. Four products for each number that is loaded and stored keep them busy; a body of eight is more than the compiler
 * unrolls, and without that it makes no vectors.
 */
final class Kernels {
    private Kernels() {}

    /**
     * Adds weighted arrays to a sum: {@code sum[i] ← sum[i] + Σ weights[from + k] · arrays[first + k][i]}.
     *
     * @param count how many arrays
     * @param length how many elements
     */
    static void add(float[] sum, float[][] arrays, int first, float[] weights, int from, int count, int length) {
        int k = 0;
        for (; k + 4 <= count; k += 4) {
            four(sum, arrays, first + k, weights, from + k, length);
        }
        for (; k < count; k++) {
            one(sum, arrays[first + k], weights[from + k], length);
        }
    }

    private static void one(float[] sum, float[] a, float weight, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] = sum[i] + weight * a[i];
        }
    }

    private static void four(float[] sum, float[][] arrays, int k, float[] weights, int at, int length) {
        float[] a = arrays[k];
        float[] b = arrays[k + 1];
        float[] c = arrays[k + 2];
        float[] d = arrays[k + 3];
        float wa = weights[at];
        float wb = weights[at + 1];
        float wc = weights[at + 2];
        float wd = weights[at + 3];
        for (int i = 0; i < length; i++) {
            sum[i] = sum[i] + wa * a[i] + (wb * b[i] + wc * c[i]) + wd * d[i];
        }
    }
}
