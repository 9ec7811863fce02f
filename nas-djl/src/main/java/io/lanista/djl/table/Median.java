package io.lanista.djl.table;

/** The middle one of some numbers, found by selection (Hoare, 1961) without sorting them all. */
final class Median {
    private Median() {}

    /** The lower one of the two in the middle; the order of the array changes. */
    static double of(double[] values, int count) {
        int middle = (count - 1) / 2;
        int low = 0;
        int high = count - 1;
        while (low < high) {
            double pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double value = values[left];
                    values[left++] = values[right];
                    values[right--] = value;
                }
            }
            if (middle <= right) {
                high = right;
            } else if (middle >= left) {
                low = left;
            } else {
                break;
            }
        }
        return values[middle];
    }
}
