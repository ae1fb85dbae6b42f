namespace LogReg.Server.Models;

/// <summary>What has become of a model file.</summary>
internal enum ReloadOutcome
{
    /// <summary>It is as it was, or not complete yet.</summary>
    Unchanged,

    /// <summary>A new version is served.</summary>
    Loaded,

    /// <summary>It cannot be loaded; the earlier version is served.</summary>
    Failed,
}
