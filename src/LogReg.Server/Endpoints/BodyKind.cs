namespace LogReg.Server.Endpoints;

/// <summary>How the rows of a request are written.</summary>
internal enum BodyKind
{
    /// <summary>As JSON.</summary>
    Json,

    /// <summary>As a CSV file.</summary>
    Csv,

    /// <summary>As a LIBSVM file.</summary>
    Libsvm,
}
