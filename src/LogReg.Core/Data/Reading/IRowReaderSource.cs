namespace LogReg.Data;

/// <summary>A source whose rows can be read along with those of others.</summary>
internal interface IRowReaderSource
{
    /// <summary>A reader of the rows.</summary>
    RowReader CreateReader();

    /// <summary>Reads a text in the older encoding from now on, where it turned out not to be UTF-8.</summary>
    /// <returns>Whether it is certainly in that encoding; otherwise nothing changes.</returns>
    bool TryReadOlder() => false;
}
