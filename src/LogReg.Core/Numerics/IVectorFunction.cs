using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>A function of one number, applied to four lanes at once; each lane's result depends on that lane alone.</summary>
internal interface IVectorFunction
{
    /// <summary>The function's value in each lane.</summary>
    static abstract Vector256<double> Invoke(Vector256<double> argument);
}
