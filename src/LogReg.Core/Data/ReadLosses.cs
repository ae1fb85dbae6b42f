namespace LogReg.Data;

/// <summary>What was skipped while reading chunks; complete after the last chunk.</summary>
internal sealed class ReadLosses
{
    /// <summary>Lines that repeat the header, and texts in columns of numbers in rows without a target.</summary>
    public IReadOnlyList<ReadNote> Notes { get; set; } = [];
}
