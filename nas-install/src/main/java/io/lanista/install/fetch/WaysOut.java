package io.lanista.install.fetch;

/** What helps, at the end of messages. Whoever has other words for it, such as the options of a command, puts them in the place of these. */
public final class WaysOut {
    /** Where a plug-in isn't found. */
    public static final String NAME_ITS_PLACE = "Maybe check the name, name its repository, or add its index.";

    /** Where something would have to be fetched from a server. */
    public static final String GO_ONLINE = "Maybe allow servers to be asked.";

    /** Where a jar doesn't say what it is called. */
    public static final String NAME_THE_ARTIFACT = "Maybe name its group, artifact and version.";

    /** Where a secret key is missing. */
    public static final String MAKE_A_KEY = "Maybe make a key for the index.";

    /** Where a folder can't be written. */
    public static final String NAME_ANOTHER_FOLDER = "Maybe name another folder.";

    private WaysOut() {}
}
