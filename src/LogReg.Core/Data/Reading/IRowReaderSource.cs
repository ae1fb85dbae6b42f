namespace LogReg.Data;

/// <summary>A source whose rows can be read along with those of others.</summary>
internal interface IRowReaderSource
{
    /// <summary>A reader of the rows.</summary>
    RowReader CreateReader();
}
