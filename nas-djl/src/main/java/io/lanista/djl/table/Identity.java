package io.lanista.djl.table;

/**
 * Numbers of 64 bits that are equal for equal values, and by all odds different for different ones: values are mixed one after
 * the other as SplitMix64 does (Steele, Lea and Flood, 2014). The same in every JVM.
 */
public final class Identity {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private Identity() {}

    /** The identity of something that goes on with another value. */
    public static long and(long identity, long value) {
        long mixed = identity * 31 + value + GAMMA;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** The identity of a text. */
    public static long of(String text) {
        long identity = text.length();
        for (int i = 0; i < text.length(); i++) {
            identity = and(identity, text.charAt(i));
        }
        return identity;
    }
}
