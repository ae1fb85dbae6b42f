namespace LogReg.Data;

/// <summary>Parses the segments of a kind of text file into columns. Each thread has its own.</summary>
internal interface ISegmentParser
{
    /// <summary>Parses the records of a segment up to the first fault.</summary>
    /// <param name="segment">Whole records in valid memory until the end of the call.</param>
    /// <param name="output">Receives the rows.</param>
    void Parse(ReadOnlyMemory<byte> segment, ParsedRows output);

    /// <summary>Parses the records of a segment up to the first fault or a given row.</summary>
    /// <param name="segment">Whole records in valid memory until the end of the call.</param>
    /// <param name="output">Receives the rows before it.</param>
    /// <param name="row">The row to stop at, from 0.</param>
    /// <returns>The position in the segment where the row starts, or −1 if it is not there.</returns>
    int FindRow(ReadOnlyMemory<byte> segment, ParsedRows output, long row);
}
