namespace LogReg.Data;

/// <summary>Notices that a file is being read, whoever reads it and what for.</summary>
internal sealed class ReadWatch
{
    /// <summary>Is called after each reading of bytes, on any thread; may be <see langword="null"/>.</summary>
    public Action? Advanced { get; set; }
}
