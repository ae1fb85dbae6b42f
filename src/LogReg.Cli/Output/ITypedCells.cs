namespace LogReg.Cli.Output;

/// <summary>Receives rows with typed columns, cell by cell from left to right.</summary>
internal interface ITypedCells
{
    /// <summary>Writes a text, UTF-8.</summary>
    void WriteText(ReadOnlySpan<byte> text);

    /// <summary>Writes a number; NaN is a missing cell.</summary>
    void WriteNumber(double number);

    /// <summary>Writes a whole number.</summary>
    void WriteWhole(long number);

    /// <summary>Writes a missing cell.</summary>
    void WriteMissing();

    /// <summary>Ends a row.</summary>
    void EndRow();

    /// <summary>Ends the rows.</summary>
    void Complete();
}
